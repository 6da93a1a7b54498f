#include "common/rpc/service.h"
