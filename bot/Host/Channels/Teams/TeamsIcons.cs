namespace AdviceBot.Host.Channels.Teams;

/// <summary>The two icons Teams wants: a ring with a dot, which says nothing to somebody who looks over a shoulder.</summary>
public static class TeamsIcons
{
    /// <summary>Colour of the large icon's ground, the page's own.</summary>
    public const string Accent = "#17454F";

    // The large icon's shape keeps well inside, since Teams may cut the corners round; the small one goes to the edge.
    private const int ColourSide = 192, OutlineSide = 32;
    private const double ColourRing = 54, OutlineRing = 15.5;

    /// <summary>192 by 192, a white shape on the page's colour.</summary>
    public static byte[] Colour() => Png.Draw(ColourSide, (x, y) =>
    {
        double shape = Shape(x, y, ColourSide, ColourRing);
        return (Blend(0x17, shape), Blend(0x45, shape), Blend(0x4F, shape), 255);
    });

    /// <summary>32 by 32, white on nothing.</summary>
    public static byte[] Outline() => Png.Draw(OutlineSide, (x, y) => (255, 255, 255, (byte)Math.Round(255 * Shape(x, y, OutlineSide, OutlineRing))));

    // How much of a point the ring or the dot covers, 0 to 1.
    private static double Shape(int x, int y, int side, double ring)
    {
        double middle = (side - 1) / 2.0;
        double away = Math.Sqrt(Math.Pow(x - middle, 2) + Math.Pow(y - middle, 2));
        double line = ring / 6;
        return Math.Max(Covered((line / 2) - Math.Abs(away - (ring - (line / 2)))), Covered((ring * 0.4) - away));
    }

    private static double Covered(double inside) => Math.Clamp(inside + 0.5, 0, 1);

    private static byte Blend(byte ground, double shape) => (byte)Math.Round(ground + ((255 - ground) * shape));
}
