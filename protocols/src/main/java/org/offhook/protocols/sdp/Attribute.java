package org.offhook.protocols.sdp;

/// An `a=` line: a name and a value; a property attribute (`a=sendonly`) has the empty value.
public record Attribute(String name, String value) {

    public static Attribute property(String name) {
        return new Attribute(name, "");
    }

    String line() {
        return value.isEmpty() ? name : name + ":" + value;
    }
}
