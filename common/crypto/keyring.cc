#include "common/crypto/keyring.h"
