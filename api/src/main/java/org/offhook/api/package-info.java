@NullMarked
package org.offhook.api;

import org.jspecify.annotations.NullMarked;
