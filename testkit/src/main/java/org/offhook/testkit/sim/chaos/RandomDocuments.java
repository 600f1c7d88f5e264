package org.offhook.testkit.sim.chaos;

import java.util.List;

/// Documents that nobody would write by hand.
final class RandomDocuments {

    private static final List<String> WORDS = List.of(
            "Hello.",
            "Press one for sales, two for support.",
            "Please hold the line.",
            "Your call is important to us, and so are the next four sentences that nobody listens to.",
            "Goodbye!");

    private final Chance chance;
    private final RandomPlaces places;
    private final int sociable;

    /// @param sociable how many of a hundred verbs bring calls together in conferences and queues
    RandomDocuments(Chance chance, RandomPlaces places, int sociable) {
        this.chance = chance;
        this.places = places;
        this.sociable = sociable;
    }

    String next() {
        StringBuilder document = new StringBuilder();
        if (chance.percent(30)) {
            document.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        }
        document.append("<Response>");
        for (int left = chance.between(0, 4); left > 0; left--) {
            verb(document);
        }
        return document.append("</Response>").toString();
    }

    private void verb(StringBuilder out) {
        if (chance.percent(sociable)) {
            switch (chance.between(0, 3)) {
                case 0, 1 -> conference(out);
                case 2 -> enqueue(out);
                default -> takeNext(out);
            }
            return;
        }
        switch (chance.between(0, 19)) {
            case 0, 1, 2 -> say(out);
            case 3 -> play(out);
            case 4 -> pause(out);
            case 5, 6, 7, 8 -> gather(out);
            case 9, 10 -> record(out);
            case 11, 12, 13, 14 -> dial(out);
            case 15 -> out.append("<Redirect>").append(places.path()).append("</Redirect>");
            case 16 -> out.append("<Hangup/>");
            case 17 ->
                out.append("<Reject")
                        .append(chance.percent(50) ? " reason=\"busy\"" : "")
                        .append("/>");
            case 18 -> message(out);
            default -> out.append("<Connect>not yet</Connect>");
        }
    }

    private void say(StringBuilder out) {
        out.append("<Say");
        attribute(out, "loop", 10, Integer.toString(chance.between(1, 3)));
        out.append('>').append(chance.one(WORDS)).append("</Say>");
    }

    private void play(StringBuilder out) {
        if (chance.percent(20)) {
            out.append("<Play digits=\"1w2W3\"/>");
        } else {
            out.append("<Play>").append(places.sound()).append("</Play>");
        }
    }

    private void pause(StringBuilder out) {
        out.append("<Pause length=\"").append(chance.between(1, 5)).append("\"/>");
    }

    private void gather(StringBuilder out) {
        out.append("<Gather");
        attribute(out, "action", 80, places.path());
        attribute(out, "numDigits", 60, Integer.toString(chance.between(1, 4)));
        attribute(out, "timeout", 60, Integer.toString(chance.between(0, 8)));
        attribute(out, "finishOnKey", 20, chance.percent(50) ? "" : chance.key());
        attribute(out, "actionOnEmptyResult", 20, "true");
        attribute(out, "bargeIn", 10, "false");
        attribute(out, "method", 20, "GET");
        out.append('>');
        for (int left = chance.between(0, 3); left > 0; left--) {
            switch (chance.between(0, 2)) {
                case 0 -> say(out);
                case 1 -> play(out);
                default -> pause(out);
            }
        }
        out.append("</Gather>");
    }

    private void record(StringBuilder out) {
        out.append("<Record");
        attribute(out, "action", 80, places.path());
        attribute(out, "timeout", 50, Integer.toString(chance.between(0, 6)));
        attribute(out, "maxLength", 70, Integer.toString(chance.between(2, 30)));
        attribute(out, "playBeep", 30, "false");
        attribute(out, "trim", 30, "do-not-trim");
        attribute(out, "recordingStatusCallback", 40, places.callback());
        attribute(out, "recordingStatusCallbackEvent", 20, "in-progress completed absent");
        out.append("/>");
    }

    private void dial(StringBuilder out) {
        out.append("<Dial");
        attribute(out, "action", 60, places.path());
        attribute(out, "timeout", 60, Integer.toString(chance.between(5, 20)));
        attribute(out, "timeLimit", 20, Integer.toString(chance.between(1, 20)));
        attribute(out, "answerOnBridge", 25, "true");
        attribute(out, "hangupOnStar", 25, "true");
        attribute(out, "sequential", 20, "true");
        attribute(out, "record", 25, chance.percent(50) ? "record-from-ringing-dual" : "true");
        out.append('>');
        if (chance.percent(30)) {
            out.append(places.number());
        } else {
            for (int left = chance.between(1, 3); left > 0; left--) {
                noun(out);
            }
        }
        out.append("</Dial>");
    }

    private void noun(StringBuilder out) {
        boolean sip = chance.percent(30);
        out.append(sip ? "<Sip" : "<Number");
        attribute(out, "url", 20, places.path());
        attribute(out, "statusCallback", 40, places.callback());
        attribute(out, "statusCallbackEvent", 40, "initiated ringing answered completed");
        attribute(out, "sendDigits", sip ? 0 : 10, "w1w2");
        out.append('>').append(sip ? places.sip() : places.number()).append(sip ? "</Sip>" : "</Number>");
    }

    private void conference(StringBuilder out) {
        out.append("<Dial");
        attribute(out, "action", 50, places.path());
        attribute(out, "timeLimit", 20, Integer.toString(chance.between(1, 20)));
        attribute(out, "hangupOnStar", 25, "true");
        out.append("><Conference");
        attribute(out, "startConferenceOnEnter", 30, "false");
        attribute(out, "endConferenceOnExit", 30, "true");
        attribute(out, "muted", 15, "true");
        attribute(out, "beep", 40, chance.percent(50) ? "false" : "onExit");
        attribute(out, "waitUrl", 40, chance.percent(30) ? "" : places.path());
        attribute(out, "maxParticipants", 10, "2");
        attribute(out, "participantLabel", 10, "host");
        attribute(out, "record", 25, "record-from-start");
        attribute(out, "recordingStatusCallback", 20, places.callback());
        attribute(out, "statusCallback", 40, places.callback());
        attribute(out, "statusCallbackEvent", 30, "start end join leave mute hold modify announcement");
        out.append('>').append(chance.percent(70) ? "room" : "hall").append("</Conference></Dial>");
    }

    private void enqueue(StringBuilder out) {
        out.append("<Enqueue");
        attribute(out, "action", 60, places.path());
        attribute(out, "waitUrl", 60, chance.percent(20) ? "" : places.path());
        out.append(">support</Enqueue>");
    }

    private void takeNext(StringBuilder out) {
        out.append("<Dial");
        attribute(out, "action", 50, places.path());
        attribute(out, "timeout", 60, Integer.toString(chance.between(5, 20)));
        attribute(out, "timeLimit", 20, Integer.toString(chance.between(1, 20)));
        attribute(out, "record", 25, "record-from-answer");
        out.append("><Queue");
        attribute(out, "url", 30, places.path());
        out.append(">support</Queue></Dial>");
    }

    private void message(StringBuilder out) {
        out.append("<Message");
        attribute(out, "to", 80, places.number());
        attribute(out, "statusCallback", 40, places.callback());
        out.append(">Hello from a call.</Message>");
    }

    private void attribute(StringBuilder out, String name, int percent, String value) {
        if (chance.percent(percent)) {
            out.append(' ').append(name).append("=\"").append(value).append('"');
        }
    }
}
