/// Numbers that can be had, and numbers that calls may show.
@NullMarked
package org.offhook.api.v2010.numbers;

import org.jspecify.annotations.NullMarked;
