package org.offhook.core.verbs.dial;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.twiml.Reading;
import org.offhook.core.webhooks.Parameters;
import org.offhook.protocols.twiml.Element;

/// What makes `Application` more than an address (contract §7.2): it is called as if one of its numbers had been.
///
/// @param parentsTo whether it is told the number that the caller called, instead of `app:` and its Sid
/// @param customer  the sub-account whose application it is; null for the account's own
/// @param told      to its URLs, besides what every request tells
record ApplicationNoun(boolean parentsTo, @Nullable Sid customer, Parameters told) {

    private static final int SCHEMA = 12200;

    /// Its Sid stands in an element of its own, or directly inside.
    static Noun read(Reading noun) {
        String sid = noun.body();
        Parameters told = Parameters.NONE;
        for (Element inner : noun.element().elements()) {
            Reading reading = noun.inside(inner);
            switch (inner.name()) {
                case "ApplicationSid" -> sid = reading.body();
                case "Parameter" -> told = told.with(reading.text("name", ""), reading.text("value", ""));
                default -> noun.complain(SCHEMA, inner.name() + " inside Application was ignored.");
            }
            reading.finish();
        }
        ApplicationNoun application =
                new ApplicationNoun(noun.flag("copyParentTo", false, SCHEMA), customer(noun), told);
        return NounReader.application(noun, sid, application);
    }

    private static @Nullable Sid customer(Reading noun) {
        String text = noun.text("customerId");
        Optional<Sid> customer = text == null ? Optional.empty() : Sid.parse(SidType.ACCOUNT, text);
        if (text != null && customer.isEmpty()) {
            noun.complain(SCHEMA, "customerId of Application is the Sid of an account; it was ignored.");
        }
        return customer.orElse(null);
    }
}
