#include "common/precompiled/test_headers.h"
