package org.offhook.core.sounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.offhook.core.media.Audio;
import org.offhook.core.media.Sounds.Result;

/// Whoever asked for a sound.
final class Listener implements Consumer<Result> {

    final List<Result> heard = new ArrayList<>();

    @Override
    public void accept(Result result) {
        heard.add(result);
    }

    Audio audio() {
        assertThat(heard).hasSize(1);
        assertThat(heard.getFirst()).isInstanceOf(Result.Ready.class);
        return ((Result.Ready) heard.getFirst()).audio();
    }

    int code() {
        assertThat(heard).hasSize(1);
        assertThat(heard.getFirst()).isInstanceOf(Result.Failed.class);
        return ((Result.Failed) heard.getFirst()).code();
    }

    String message() {
        return ((Result.Failed) heard.getFirst()).message();
    }
}
