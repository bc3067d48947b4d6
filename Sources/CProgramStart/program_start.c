#define _GNU_SOURCE
#include "program_start.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#if defined(__linux__)
#include <sys/prctl.h>
#endif

/* Between fork and exec only what signal-safety(7) allows: other threads may have held any lock. */

static void close_others(void)
{
#if defined(__linux__)
	if (close_range(3, ~0U, 0) == 0)
		return;
#endif
	long limit = sysconf(_SC_OPEN_MAX);
	if (limit < 0 || limit > 65536)
		limit = 65536;
	for (int descriptor = 3; descriptor < limit; descriptor++)
		close(descriptor);
}

static void become(const char *path, char *const words[], char *const variables[], const char *folder,
		   const int given[3], pid_t parent)
{
	setpgid(0, 0);
	/* exec sets handlers back, and leaves what is ignored ignored. */
	signal(SIGPIPE, SIG_DFL);
#if defined(__linux__)
	if (prctl(PR_SET_PDEATHSIG, SIGTERM) != 0)
		return;
#endif
	/* It ended before it could be asked for. */
	if (getppid() != parent)
		return;
	int moved[3];
	for (int index = 0; index < 3; index++) {
		/* Above the three, so that none is overwritten before it was used. */
		moved[index] = fcntl(given[index], F_DUPFD, 3);
		if (moved[index] < 0)
			return;
	}
	for (int index = 0; index < 3; index++)
		if (dup2(moved[index], index) < 0)
			return;
	close_others();
	if (folder && chdir(folder) != 0)
		return;
	sigset_t none;
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	execve(path, words, variables);
}

pid_t kfuncdocs_start(const char *path, char *const words[], char *const variables[], const char *folder, int input,
		      int output, int errors)
{
	const int given[3] = {input, output, errors};
	pid_t parent = getpid();
	sigset_t all, before;
	sigfillset(&all);
	/* No handler of this process runs in the child. */
	if (pthread_sigmask(SIG_SETMASK, &all, &before) != 0)
		return -1;
	pid_t child = fork();
	if (child == 0) {
		become(path, words, variables, folder, given, parent);
		_exit(127);
	}
	int code = errno;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	/* Here as well: it has its group once this returns, whoever comes first. */
	if (child > 0)
		setpgid(child, child);
	errno = code;
	return child;
}
