package org.offhook.core.twiml;

import org.jspecify.annotations.Nullable;
import org.offhook.core.web.Hook;
import org.offhook.protocols.twiml.Element;

/// A document to be carried out.
///
/// @param root   the Response
/// @param source where it came from, after redirects: what relative URLs are relative to, and what is asked
///               again when a verb names no action. Null for a document that was given inline
public record Document(Element root, @Nullable Hook source) {}
