#include "common/rpc/call.h"
