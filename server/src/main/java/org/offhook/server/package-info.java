@NullMarked
package org.offhook.server;

import org.jspecify.annotations.NullMarked;
