@NullMarked
package org.offhook.testkit;

import org.jspecify.annotations.NullMarked;
