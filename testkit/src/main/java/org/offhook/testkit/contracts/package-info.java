/// What every implementation of a port must do, as tests to inherit from: the database and the store in memory
/// pass the same [StoreContract]. An implementation of your own proves itself the same way.
@NullMarked
package org.offhook.testkit.contracts;

import org.jspecify.annotations.NullMarked;
