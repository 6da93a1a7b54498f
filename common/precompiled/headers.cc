#include "common/precompiled/headers.h"
