@NullMarked
package org.offhook.core;

import org.jspecify.annotations.NullMarked;
