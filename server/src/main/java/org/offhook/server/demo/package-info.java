/// The demo (SPEC UX-3): a server, an example web application and a phone, each as users run them, and the call
/// between them told as a timeline. [Stage] owns all that is started and is the door; [CallStory] reads the
/// timeline of the REST API and says it to people.
@NullMarked
package org.offhook.server.demo;

import org.jspecify.annotations.NullMarked;
