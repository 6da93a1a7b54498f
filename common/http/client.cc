#include "common/http/client.h"
