#include "common/id/ids.h"
