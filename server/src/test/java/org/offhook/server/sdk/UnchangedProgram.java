package org.offhook.server.sdk;

import com.twilio.Twilio;
import com.twilio.rest.api.v2010.account.Call;
import com.twilio.type.PhoneNumber;
import com.twilio.type.Twiml;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/// A program as it stands in the original's documentation: nothing in it knows where its requests end up.
public final class UnchangedProgram {

    private UnchangedProgram() {}

    public static void main(String[] words) {
        Twilio.init(System.getenv("TWILIO_ACCOUNT_SID"), System.getenv("TWILIO_AUTH_TOKEN"));
        Call placed = Call.creator(
                        new PhoneNumber("+14155551001"),
                        new PhoneNumber("+14155551000"),
                        new Twiml("<Response><Pause length='60'/></Response>"))
                .create();
        Call fetched = Call.fetcher(placed.getSid()).fetch();
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        out.println("placed " + fetched.getSid() + " to " + fetched.getTo());
    }
}
