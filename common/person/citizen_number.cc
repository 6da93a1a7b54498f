#include "common/person/citizen_number.h"
