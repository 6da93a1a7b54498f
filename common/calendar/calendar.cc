#include "common/calendar/calendar.h"
