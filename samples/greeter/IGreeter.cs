using Diesis.Abi;
using Diesis.Contracts;

namespace Diesis.Samples;

[Contract]
public interface IGreeter
{
    Status Greet([MaxLength(32)] string name, out uint count);
}
