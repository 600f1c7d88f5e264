package org.offhook.core.events;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.offhook.core.ids.Sid;

/// All who look on, in the order in which they came.
public final class Listeners implements EventListener {

    private final List<EventListener> all = new CopyOnWriteArrayList<>();

    public void add(EventListener listener) {
        all.add(listener);
    }

    @Override
    public void happened(Sid account, Sid subject, Happening happening) {
        all.forEach(listener -> listener.happened(account, subject, happening));
    }
}
