package org.offhook.testkit.sim.chaos;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.offhook.testkit.fakes.AppRequest;
import org.offhook.testkit.fakes.FakeApp;
import org.offhook.testkit.fakes.Reply;

/// An application that answers with random documents, and now and then fails. A call that has asked often
/// enough is told to hang up, so that every call ends.
final class RandomApp {

    private static final int PATIENCE = 12;

    private final Chance chance;
    private final RandomDocuments documents;
    private final int failures;
    private final Map<String, Integer> asked = new HashMap<>();

    /// @param failures how many of a hundred requests fail
    RandomApp(Chance chance, RandomDocuments documents, int failures) {
        this.chance = chance;
        this.documents = documents;
        this.failures = failures;
    }

    void open(FakeApp app) {
        for (int i = 1; i <= RandomPlaces.DOCUMENTS; i++) {
            app.on("/doc" + i, this::document);
        }
        app.on("/fallback", request -> slowly(Reply.xml("<Response><Say>Please call again.</Say></Response>")));
        app.on("/sound.wav", request -> Reply.sound(chance.seconds(1, 6)));
        app.on(
                "/callback",
                request -> chance.percent(failures) ? failure() : slowly(Reply.status(chance.percent(50) ? 200 : 204)));
    }

    private Reply document(AppRequest request) {
        if (asked.merge(visitor(request), 1, Integer::sum) > PATIENCE) {
            return Reply.xml("<Response><Hangup/></Response>");
        }
        if (chance.percent(failures)) {
            return failure();
        }
        return slowly(
                switch (chance.between(0, 24)) {
                    case 0 -> Reply.text("Plain words.");
                    case 1 -> Reply.sound(chance.seconds(1, 4));
                    case 2 -> Reply.redirect(302, "/doc" + chance.between(1, RandomPlaces.DOCUMENTS));
                    case 3 -> Reply.xml(documents.next()).header("set-cookie", "visit=" + chance.between(1, 9));
                    default -> Reply.xml(documents.next());
                });
    }

    private static String visitor(AppRequest request) {
        return request.has("CallSid") ? request.parameter("CallSid") : request.parameter("From");
    }

    private Reply slowly(Reply reply) {
        return reply.after(chance.upTo(Duration.ofMillis(chance.percent(10) ? 6000 : 300)));
    }

    private Reply failure() {
        return switch (chance.between(0, 9)) {
            case 0 -> Reply.fails(Reply.Fate.REFUSED);
            case 1 -> Reply.fails(Reply.Fate.DROPPED);
            case 2 -> Reply.fails(Reply.Fate.SILENT);
            case 3 -> Reply.status(404);
            case 4 -> Reply.status(500);
            case 5 -> Reply.xml("<Response><Say>never closed");
            case 6 -> Reply.xml("<!DOCTYPE x [<!ENTITY a \"b\">]><Response>&a;</Response>");
            case 7 -> Reply.typed("application/pdf", new byte[] {1, 2, 3});
            case 8 -> Reply.xml("<Response>" + "<Pause/>".repeat(9000) + "</Response>");
            default -> Reply.xml("");
        };
    }
}
