package org.offhook.core.media;

/// Who has answered, as far as one can hear it (contract §11).
public enum AnsweredBy {
    HUMAN("human"),
    /// A machine; its greeting goes on.
    MACHINE_START("machine_start"),
    /// A machine, and its beep is over: speak now.
    MACHINE_END_BEEP("machine_end_beep"),
    /// A machine, and its greeting is over.
    MACHINE_END_SILENCE("machine_end_silence"),
    /// A machine that still spoke when the time was up.
    MACHINE_END_OTHER("machine_end_other"),
    FAX("fax"),
    UNKNOWN("unknown");

    private final String text;

    AnsweredBy(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
