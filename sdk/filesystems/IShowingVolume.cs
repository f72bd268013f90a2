using System;
using Diesis.Contracts.Files;

namespace Diesis.FileSystems;

/// <summary>A volume into whose memory what is read comes: it is copied from there to where it is wanted, once.</summary>
public interface IShowingVolume<TNode> : IVolume<TNode> where TNode : class
{
    /// <summary>As <see cref="IVolume{TNode}.Read"/>; fewer bytes than asked for do not say that the file ends, none does.</summary>
    /// <param name="content">As it lies in the volume's memory, until the next call.</param>
    FileStatus Show(TNode file, ulong at, int most, out ReadOnlySpan<byte> content);
}
