using System.Runtime;
using System.Runtime.CompilerServices;
namespace Diesis.Machines.AArch64;
public unsafe struct Req { public ulong A, B, C, D, Rev; public void* Response; }
public unsafe struct Reqs { public ulong Base0, Base1, Base2; public Req Hhdm; }
static unsafe class BringUp
{
    [Diesis.Boot.Limine.WrittenByLoader] static Reqs R = new() { Base0 = 0xf9562b2d5c95a6c8, Base1 = 0x6a7b384944536bdc, Base2 = 2, Hhdm = new Req { A = 0xc7b1dd30df4c8b88, B = 0x0a82e883a194f07b, C = 0x48dcf1cb8ad2b852, D = 0x63984e959a98244b } };
    static void Out(byte b) { System.Threading.Volatile.Write(ref *(uint*)(((ulong*)R.Hhdm.Response)[1] + 0x09000000), b); }
    static void Put(System.ReadOnlySpan<byte> s) { foreach (var b in s) Out(b); }
    static void Hex(ulong v) { for (int i = 60; i >= 0; i -= 4) Out("0123456789abcdef"u8[(int)(v >> i) & 15]); Out(10); }
    [RuntimeExport("KernelStart")]
    static void Start()
    {
        Put("hello from C#\n"u8);
        Hex(R.Base2); Hex((ulong)R.Hhdm.Response);
        Hex(((ulong*)R.Hhdm.Response)[1]);
        Hex((ulong)(delegate*<void>)&Start);
        Fault("x");
    }
    [RuntimeExport("DiesisRuntimeFault")]
    static void Fault(string what) { foreach (char c in (System.ReadOnlySpan<char>)what) Out((byte)c); while (true) ; }
}
