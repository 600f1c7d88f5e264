@NullMarked
package org.offhook.protocols;

import org.jspecify.annotations.NullMarked;
