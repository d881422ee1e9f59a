namespace Drill.WebChat.Figures;

/// <summary>Opens pictures of the bank.</summary>
public interface IFigureFiles
{
    /// <summary>The picture with a source as the bank names it, or null when it is gone. Only called with sources that the current bank names.</summary>
    Stream? Open(string source);
}
