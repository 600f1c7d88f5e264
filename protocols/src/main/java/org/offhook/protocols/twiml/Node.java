package org.offhook.protocols.twiml;

/// What an element contains.
public sealed interface Node permits Element, Node.Text {

    record Text(String text) implements Node {}
}
