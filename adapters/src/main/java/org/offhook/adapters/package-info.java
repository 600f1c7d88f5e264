@NullMarked
package org.offhook.adapters;

import org.jspecify.annotations.NullMarked;
