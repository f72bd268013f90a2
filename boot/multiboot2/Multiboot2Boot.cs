using System;
namespace Diesis.Boot.Multiboot2;
public static unsafe class Multiboot2Boot { public static bool TryFill(void* handOver, scoped ref BootInfo info, out ReadOnlySpan<byte> problem) { problem = "no"u8; return false; } }
