@NullMarked
package org.offhook.media;

import org.jspecify.annotations.NullMarked;
