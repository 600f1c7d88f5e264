/// Addresses of the platform: which number belongs to whom and which URL answers it. Enter by [NumberDesk]; the
/// store owns the state.
@NullMarked
package org.offhook.core.numbers;

import org.jspecify.annotations.NullMarked;
