package org.offhook.core.twiml;

/// Something in a document that is not as it should be; the document goes on without it.
///
/// @param code    contract §24
/// @param message one line for the developer
public record Complaint(int code, String message) {}
