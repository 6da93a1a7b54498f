#include "common/events/outbox.h"
