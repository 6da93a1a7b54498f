#include "common/person/phone.h"
