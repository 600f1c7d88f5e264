/// Accounts and what they own besides calls and messages: keys, tokens, applications, addresses.
@NullMarked
package org.offhook.api.v2010.accounts;

import org.jspecify.annotations.NullMarked;
