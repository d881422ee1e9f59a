using System.Collections.Frozen;

namespace Drill.Grading;

/// <summary>
/// Content words that any subject uses. They stand in for the inverse document frequency of a bank: a verdict then depends on nothing but the answer and
/// the post's own copy of the question, so it comes out the same after the bank has changed.
/// </summary>
internal static class CommonWords
{
    private static readonly FrozenSet<string> Stems = (
        "thing things way ways time times part parts kind kinds type types form forms case cases point points example examples number numbers amount set sets group groups "
        + "people person user users place places name names word words line lines end start side level step steps piece result results reason reasons fact idea ideas problem "
        + "problems question answer order change changes difference work works working good bad best better well new old great big large small long short high low easy hard "
        + "simple different same similar general special certain important main common usual normal possible necessary able available useful specific particular whole full "
        + "give gives given giving take takes taken taking put puts come comes coming go goes going gone find finds found finding see sees seen show shows shown know knows known "
        + "need needs needed want wants help helps helped keep keeps kept hold holds held let become becomes allow allows allowed provide provides provided contain contains "
        + "include includes included involve occur occurs happen happens happened begin begins try tries look looks say says said tell tells told call calls think thinks "
        + "create creates created build builds built run runs running perform performs performed do done happen reach bring brings turn turns move moves add adds added "
        + "describe describes define defines defined explain represent represents refer refers consist consists depend depends require requires required ensure "
        + "increase decrease improve reduce affect cause causes lead leads follow follows following determine consider compare basic basically simply usually generally "
        + "typically actually directly easily quickly always must total multiple single several various current previous next last time today day days year years")
        .Split(' ').Select(Tokenizer.Stem).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What a unit weighs: one, or half when it is a word that any subject uses.</summary>
    public static double WeightOf(TextUnit unit) => unit.Second.Length == 0 && Stems.Contains(unit.First) ? 0.5 : 1;
}
