// A BPF program with every form of extern that the tests ask for; compiled by them, with clang for BPF.
typedef unsigned int u32;
typedef unsigned long long u64;
typedef _Bool bool;
#define SEC(name) __attribute__((section(name), used))
#define __ksym __attribute__((section(".ksyms")))
#define __weak __attribute__((weak))
enum colour { RED, GREEN };
enum wide { NARROW = 1, WIDE = 0x1ffffffffULL };
struct cat {
	u32 paws;
	const char *name;
};
struct dog;
typedef struct cat cat_t;
union pair {
	u32 a;
	u64 b;
};
extern struct cat *bpf_cat_acquire(struct cat *c) __ksym;
extern void bpf_cat_release(cat_t *c, const struct dog *d) __ksym __weak;
extern int bpf_cat_paint(enum colour c, enum wide w, u64 flags, bool now) __weak __ksym;
extern int bpf_cat_say(const char *fmt, ...) __ksym;
extern u32 bpf_cat_count___old(void) __ksym __weak;
extern int bpf_cat_each(union pair *p, bool (*less)(const struct cat *a, int)) __ksym;
extern void bpf_cat_unused(void) __ksym;
extern const int cats_alive __ksym;
extern const void cat_table __ksym __weak;

SEC("tc") int prog(void *x)
{
	union pair p = {.b = 1};
	struct cat *c = bpf_cat_acquire(x);

	if (bpf_cat_release)
		bpf_cat_release(c, x);
	if (bpf_cat_paint)
		p.b += bpf_cat_paint(RED, WIDE, 7, 1);
	p.b += bpf_cat_say("%d");
	if (bpf_cat_count___old)
		p.b += bpf_cat_count___old();
	p.b += bpf_cat_each(&p, 0);
	p.b += cats_alive + (long)&cat_table;
	return p.b;
}

SEC("struct_ops/init") int init(void *x)
{
	return bpf_cat_say("init") + (long)bpf_cat_acquire(x);
}

SEC("license") char licence[] = "GPL";
