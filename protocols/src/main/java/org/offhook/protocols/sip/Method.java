package org.offhook.protocols.sip;

/// The method of a request. Compared by its exact name; those that are known here are shared instances.
///
/// @param name a token, case-sensitive
public record Method(String name) {

    public static final Method INVITE = new Method("INVITE");
    public static final Method ACK = new Method("ACK");
    public static final Method BYE = new Method("BYE");
    public static final Method CANCEL = new Method("CANCEL");
    public static final Method OPTIONS = new Method("OPTIONS");
    public static final Method REGISTER = new Method("REGISTER");
    public static final Method INFO = new Method("INFO");
    public static final Method UPDATE = new Method("UPDATE");
    public static final Method PRACK = new Method("PRACK");
    public static final Method MESSAGE = new Method("MESSAGE");
    public static final Method SUBSCRIBE = new Method("SUBSCRIBE");
    public static final Method NOTIFY = new Method("NOTIFY");
    public static final Method PUBLISH = new Method("PUBLISH");
    public static final Method REFER = new Method("REFER");

    private static final Method[] KNOWN = {
        INVITE, ACK, BYE, CANCEL, OPTIONS, REGISTER, INFO, UPDATE, PRACK, MESSAGE, SUBSCRIBE, NOTIFY, PUBLISH, REFER
    };

    /// The method of this name.
    public static Method of(String name) {
        return of(name, 0, name.length());
    }

    /// The method whose name is the part of `text` from `from` to before `to`.
    static Method of(String text, int from, int to) {
        for (Method method : KNOWN) {
            if (method.name.length() == to - from && text.startsWith(method.name, from)) {
                return method;
            }
        }
        return new Method(text.substring(from, to));
    }

    @Override
    public String toString() {
        return name;
    }
}
