#include "common/runtime/host.h"
