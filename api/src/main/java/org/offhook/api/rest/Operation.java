package org.offhook.api.rest;

/// One method of one resource.
@FunctionalInterface
public interface Operation {
    Answer run(Ask ask);
}
