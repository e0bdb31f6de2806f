/** What is to be solved: tasks, their splits and lists of tasks. */
package org.munet4j.task;
