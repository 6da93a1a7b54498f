#include "common/log/log.h"
