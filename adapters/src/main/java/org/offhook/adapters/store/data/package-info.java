/// The folder in which one server keeps everything it must not lose, and copies of it.
@NullMarked
package org.offhook.adapters.store.data;

import org.jspecify.annotations.NullMarked;
