#include "common/redis/client.h"
