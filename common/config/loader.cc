#include "common/config/loader.h"
