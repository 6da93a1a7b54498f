#include "common/status/error.h"
