package org.offhook.core.conferences;

import org.jspecify.annotations.Nullable;
import org.offhook.core.conferences.Notice.Hearing;
import org.offhook.core.ids.Sid;
import org.offhook.core.media.MediaServer.Mix;
import org.offhook.core.media.MediaSession;
import org.offhook.core.media.MediaSession.Presence;
import org.offhook.core.web.Hook;

/// A participant, as its conference knows it. Its sound is in the mix while it hears the mix.
final class Member {

    private final Entry entry;
    private Participant row;
    private @Nullable Hearing hearing;
    private @Nullable Presence presence;
    private @Nullable Hook holdMusic;
    private boolean speaking;

    Member(Entry entry, Participant row) {
        this.entry = entry;
        this.row = row;
    }

    Sid call() {
        return entry.call();
    }

    Entry.Manner manner() {
        return entry.manner();
    }

    MediaSession sound() {
        return entry.sound();
    }

    Participant row() {
        return row;
    }

    void become(Participant changed, @Nullable Hook music) {
        row = changed;
        holdMusic = music;
    }

    void tell(Notice notice) {
        entry.notices().accept(notice);
    }

    /// It begins to speak, or has finished.
    ///
    /// @return whether that is news: nobody hears who is muted, on hold or alone, and only who began can finish
    boolean speaks(boolean begins, boolean mixing) {
        boolean heard = mixing && !row.muted() && !row.hold();
        boolean news = begins ? heard && !speaking : speaking;
        speaking = begins ? speaking || heard : false;
        return news;
    }

    /// Sees to it that it hears what it ought to.
    ///
    /// @param mixing  whether the members hear each other
    /// @param coached the sound of whom it coaches, or null
    void settle(Mix mix, boolean mixing, @Nullable MediaSession coached) {
        Hearing now = row.hold() ? new Hearing.Held(holdMusic) : mixing ? new Hearing.Mixed() : new Hearing.Waiting();
        boolean heard = !row.muted() && (!row.coaching() || coached != null);
        Presence wanted =
                now instanceof Hearing.Mixed ? new Presence(heard, true, row.coaching() ? coached : null) : null;
        if (wanted == null ? presence != null : !wanted.equals(presence)) {
            presence = wanted;
            if (wanted == null) {
                sound().leave(mix);
            } else {
                sound().join(mix, wanted);
            }
        }
        if (!now.equals(hearing)) {
            hearing = now;
            tell(new Notice.Hears(now));
        }
    }

    void part(Mix mix) {
        presence = null;
        sound().leave(mix);
    }
}
