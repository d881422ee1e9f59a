using System.Collections.Frozen;

namespace Drill.Content.Dialects;

/// <summary>
/// The words that banks use about themselves, in the languages people keep banks in. They are hints: they raise or lower the confidence
/// of what the structure says, and mark where an answer begins. No word is needed for a question to be found.
/// </summary>
internal static class HintWords
{
    /// <summary>What announces a question: "Question 3:", "问题1：", "Q.".</summary>
    public static readonly FrozenSet<string> Question = Set(
        "q", "que", "ques", "quest", "question", "questions", "problem", "exercise", "task", "challenge", "quiz", "interview question", "practice question", "faq", "mcq",
        "问题", "题目", "题", "问", "提问", "面试题", "例题", "试题", "单选题", "多选题", "判断题", "选择题", "简答题", "問題", "題目", "問", "面試題", "單選題",
        "質問", "設問", "問い", "クイズ", "질문", "문제", "문항", "문", "면접 질문", "꼬리질문", "꼬리 질문", "예상 질문", "기출",
        "pregunta", "preguntas", "p", "ejercicio", "pergunta", "questão", "questao", "exercício", "вопрос", "вопросы", "в", "задача", "задание", "питання", "запитання",
        "frage", "fragen", "aufgabe", "domanda", "quesito", "vraag", "pytanie", "soru", "câu", "câu hỏi", "pertanyaan", "soal", "otázka", "fråga", "întrebare", "kérdés", "ερώτηση",
        "سؤال", "السؤال", "س", "پرسش", "سوال", "שאלה", "प्रश्न", "सवाल", "คำถาม");

    /// <summary>What announces an answer.</summary>
    public static readonly FrozenSet<string> Answer = Set(
        "a", "ans", "answer", "answers", "the answer", "my answer", "short answer", "sample answer", "model answer", "example answer", "suggested answer", "possible answer", "expected answer", "ideal answer",
        "reference answer", "correct answer", "correct answers", "right answer", "correct option", "correct", "correct choice", "solution", "solutions", "sample solution", "response", "reply", "key", "answer key", "official answer", "quick answer", "detailed answer", "long answer",
        "答案", "回答", "解答", "参考答案", "正确答案", "标准答案", "答", "解", "参考回答", "答案解析", "我的答案", "正解", "答え", "解答例", "回答例", "模範解答", "參考答案", "正確答案", "正确选项",
        "답", "답변", "정답", "해답", "풀이", "모범 답안", "모범답안", "답안", "예시 답변",
        "respuesta", "respuestas", "r", "respuesta correcta", "solución", "solucion", "resposta", "respostas", "resposta correta", "gabarito", "solução", "alternativa correta",
        "ответ", "ответы", "правильный ответ", "верный ответ", "решение", "о", "відповідь", "правильна відповідь", "antwort", "antworten", "lösung", "musterlösung", "richtige antwort", "korrekte antwort",
        "réponse", "réponses", "reponse", "rép", "bonne réponse", "réponse correcte", "corrigé", "risposta", "risposta corretta", "soluzione", "antwoord", "juiste antwoord", "odpowiedź", "odp", "prawidłowa odpowiedź", "cevap", "yanıt", "doğru cevap",
        "đáp án", "trả lời", "câu trả lời", "jawaban", "jawab", "odpověď", "svar", "răspuns", "válasz", "απάντηση", "odgovor", "përgjigja",
        "جواب", "الجواب", "الإجابة", "إجابة", "اجابة", "الاجابة", "الإجابة الصحيحة", "الاجابة الصحيحة", "الاجابه الصحيحه", "ج", "الحل", "حل", "پاسخ", "תשובה", "उत्तर", "जवाब", "คำตอบ");

    /// <summary>What announces why an option is right.</summary>
    public static readonly FrozenSet<string> Explanation = Set(
        "explanation", "explanations", "reason", "rationale", "reasoning", "justification", "feedback", "note on the answer", "解析", "解释", "说明", "详解", "解说", "解釋", "說明", "解説", "説明", "해설", "설명",
        "explicación", "explicacion", "justificación", "explicação", "justificativa", "comentário", "объяснение", "пояснение", "обоснование", "пояснення", "erklärung", "begründung", "explication", "explications", "justification", "spiegazione", "uitleg", "wyjaśnienie", "açıklama", "giải thích", "penjelasan",
        "شرح", "الشرح", "التفسير", "تفسير", "توضيح", "הסבר", "व्याख्या");

    /// <summary>Labels behind which an answer hides until it is touched.</summary>
    public static readonly FrozenSet<string> Reveal = Set(
        "show answer", "view answer", "see answer", "show answers", "reveal answer", "reveal", "show", "view", "expand", "details", "click me", "click here", "click", "toggle", "toggle answer", "open", "more", "click to expand", "click to reveal", "click to see", "click to view", "click for answer", "click to show", "click to show answer",
        "click to see answer", "click to see the answer", "click to reveal answer", "click to reveal the answer", "click to view answer", "click here for the answer", "show solution", "view solution", "see solution", "show me the answer", "show the answer", "spoiler", "answer and explanation", "answer & explanation", "check answer", "tap to reveal", "show details", "explanation and answer", "see the answer", "view details", "read more", "show more",
        "点击查看", "点击查看答案", "查看答案", "显示答案", "点击展开", "展开", "展开查看", "点我", "查看", "查看解析", "答案与解析", "答案和解析", "点击显示", "點擊查看", "查看詳解", "点击查看参考答案", "详情", "回答を見る", "答えを見る", "解答を見る", "解答を表示", "答えを表示", "クリック", "クリックして展開", "정답 보기", "답변 보기", "답 보기", "펼치기", "펼쳐보기", "접기/펼치기", "더보기", "정답 확인", "클릭", "보기",
        "ver respuesta", "ver la respuesta", "mostrar respuesta", "ver solución", "ver resposta", "ver a resposta", "mostrar resposta", "clique para ver a resposta", "показать ответ", "посмотреть ответ", "ответ под спойлером", "спойлер", "смотреть ответ", "развернуть", "показать", "открыть ответ", "показати відповідь",
        "antwort anzeigen", "antwort zeigen", "lösung anzeigen", "voir la réponse", "afficher la réponse", "voir la solution", "mostra risposta", "bekijk antwoord", "pokaż odpowiedź", "cevabı göster", "xem đáp án", "lihat jawaban",
        "عرض الإجابة", "اظهر الاجابة", "إظهار الإجابة", "انقر لعرض الإجابة", "اضغط لعرض الإجابة", "عرض الجواب");

    /// <summary>What announces a nudge.</summary>
    public static readonly FrozenSet<string> Hint = Set(
        "hint", "hints", "clue", "提示", "思路提示", "ヒント", "힌트", "pista", "dica", "подсказка", "підказка", "hinweis", "tipp", "indice", "suggerimento", "wskazówka", "ipucu", "gợi ý", "petunjuk", "تلميح");

    /// <summary>What announces where the text is from, or where to read on.</summary>
    public static readonly FrozenSet<string> Sources = Set(
        "source", "sources", "reference", "references", "ref", "refs", "resource", "resources", "useful resources", "useful links", "link", "links", "read more", "further reading", "see also", "see more", "learn more", "more info", "more information", "additional links", "additional resources", "related links", "more details", "bibliography", "credits", "read", "recommended reading", "official docs", "documentation",
        "参考", "来源", "出处", "参考链接", "参考资料", "参考文献", "参考文章", "链接", "扩展阅读", "延伸阅读", "相关链接", "推荐阅读", "參考", "參考資料", "来源链接", "原文", "原文链接", "参照", "出典", "参考リンク", "参考サイト", "関連リンク", "참고", "출처", "참고 자료", "참고자료", "참고 링크", "reference 참고",
        "fuente", "fuentes", "referencia", "referencias", "enlaces", "enlaces de interés", "más información", "recursos", "fonte", "fontes", "referência", "referências", "leia mais", "saiba mais", "links úteis", "источник", "источники", "ссылки", "ссылка", "полезные ссылки", "материалы", "подробнее", "доп материалы", "джерело", "джерела",
        "quelle", "quellen", "weiterführende links", "référence", "références", "ressources", "en savoir plus", "liens", "fonti", "riferimenti", "bron", "źródło", "źródła", "kaynak", "kaynaklar", "nguồn", "tài liệu tham khảo", "sumber", "referensi",
        "المصدر", "المصادر", "مراجع", "المراجع", "روابط");

    /// <summary>Headings under which stands something about the file rather than a question.</summary>
    public static readonly FrozenSet<string> AboutTheFile = Set(
        "introduction", "intro", "overview", "content", "contents", "table of contents", "table of content", "toc", "index", "contributing", "contribute", "contribution", "contributions", "contributors", "how to contribute", "contribution guidelines", "contributing guidelines", "license", "licence", "licensing", "acknowledgements", "acknowledgments", "acknowledgement", "about", "about me", "about the author", "about this repo", "about this repository", "about the project", "about this project", "disclaimer",
        "author", "authors", "maintainers", "maintainer", "changelog", "prerequisites", "installation", "usage", "how to use", "how to use this repo", "how to use this repository", "getting started", "get started", "setup", "support", "support me", "support us", "donate", "donation", "donations", "sponsors", "sponsor", "translations", "translation", "feedback", "contact", "contact me", "contact us", "community", "stargazers", "star history", "stargazers over time", "show your support", "roadmap", "todo", "to do", "preface", "foreword", "bibliography", "further reading", "resources", "useful resources", "useful links", "references", "reference", "links", "see also", "related", "related projects", "related repos", "other resources", "credits", "thanks", "sources", "connect", "connect with me", "follow me", "social", "newsletter", "copyright", "legal", "legend", "features", "tech stack", "project structure", "directory structure", "repository structure", "folder structure", "quick links", "navigation", "table of questions", "question list", "list of questions", "questions list", "conclusion", "summary", "final notes", "note", "notes", "tips", "key takeaways", "next steps", "how to run", "run", "running", "development", "faq about this repo", "upcoming features", "hall of fame", "code of conduct", "what's new", "news", "updates", "description", "purpose", "goal", "goals", "motivation", "similar repos", "other repositories", "my other projects", "stay in touch", "let's connect", "happy coding", "good luck", "answer key", "answers", "solutions",
        "目录", "目錄", "简介", "簡介", "前言", "序言", "序", "介绍", "介紹", "概述", "概览", "贡献", "貢獻", "如何贡献", "贡献指南", "贡献者", "参与贡献", "许可", "许可证", "许可协议", "协议", "授权", "版权", "版权声明", "声明", "免责声明", "参考", "参考资料", "参考文献", "参考链接", "资源", "链接", "相关链接", "关于", "关于我", "关于作者", "关于本项目", "联系", "联系我", "联系方式", "致谢", "鸣谢", "总结", "小结", "结语", "写在最后", "写在前面", "后记", "说明", "使用说明", "更新日志", "更新", "公众号", "交流群", "赞助", "打赏", "支持", "反馈", "特别鸣谢", "推荐阅读", "索引", "项目介绍", "使用方法", "友情链接",
        "目次", "はじめに", "まえがき", "概要", "おわりに", "まとめ", "貢献", "コントリビューション", "ライセンス", "参考文献", "参考リンク", "リンク", "著者", "謝辞", "使い方", "注意事項", "免責事項",
        "목차", "소개", "개요", "서론", "들어가며", "머리말", "기여", "기여하기", "기여 방법", "기여자", "라이선스", "라이센스", "참고", "참고 자료", "참고자료", "출처", "마치며", "정리", "사용법", "링크", "저자", "연락처",
        "índice", "indice", "tabla de contenido", "tabla de contenidos", "contenido", "contenidos", "introducción", "introduccion", "contribuir", "contribuciones", "cómo contribuir", "como contribuir", "contribuidores", "licencia", "recursos", "referencias", "enlaces", "autor", "autores", "acerca de", "sobre mí", "agradecimientos", "resumen", "conclusión", "prólogo", "contacto", "bibliografía",
        "sumário", "tabela de conteúdos", "tabela de conteúdo", "conteúdo", "conteúdos", "introdução", "contribuindo", "contribuição", "contribuições", "como contribuir", "contribuidores", "licença", "referências", "sobre", "sobre mim", "agradecimentos", "resumo", "conclusão", "contato", "autores",
        "содержание", "оглавление", "введение", "предисловие", "вступление", "источники", "лицензия", "ссылки", "полезные ссылки", "ресурсы", "полезные ресурсы", "как помочь", "вклад", "участие", "авторы", "автор", "об авторе", "о проекте", "контакты", "благодарности", "заключение", "литература", "материалы", "зміст", "вступ", "ліцензія", "посилання",
        "inhalt", "inhaltsverzeichnis", "einleitung", "einführung", "vorwort", "mitwirken", "beitragen", "mitwirkende", "lizenz", "quellen", "ressourcen", "weiterführende links", "autoren", "danksagung", "zusammenfassung", "fazit", "kontakt", "übersicht", "impressum", "haftungsausschluss",
        "sommaire", "table des matières", "avant-propos", "contribuer", "contributeurs", "ressources", "références", "liens", "liens utiles", "à propos", "auteur", "auteurs", "remerciements", "résumé", "bibliographie",
        "sommario", "introduzione", "contribuire", "licenza", "risorse", "riferimenti", "inhoud", "inleiding", "licentie", "spis treści", "wstęp", "licencja", "içindekiler", "giriş", "lisans", "mục lục", "giới thiệu", "daftar isi", "pendahuluan",
        "المحتويات", "جدول المحتويات", "فهرس", "الفهرس", "مقدمة", "المقدمة", "المراجع", "مراجع", "المصادر", "مصادر", "الترخيص", "الرخصة", "المساهمة", "المساهمون", "كيفية المساهمة", "روابط", "روابط مفيدة", "عن المشروع", "خاتمة", "الخاتمة", "نظرة عامة", "فهرست", "مقدمه", "विषय-सूची", "योगदान");

    /// <summary>Headings of pages about a program.</summary>
    public static readonly FrozenSet<string> Program = Set(
        "installation", "install", "prerequisites", "requirements", "usage", "getting started", "quick start", "quickstart", "setup", "deployment", "tech stack", "project structure", "features", "development", "local development", "how to run", "running", "run", "directory structure", "folder structure", "repository structure",
        "安装", "使用方法", "使用说明", "快速开始", "部署", "项目结构", "インストール", "使い方", "설치", "사용법", "instalación", "uso", "instalação", "установка", "использование", "запуск", "kurulum", "cài đặt", "verwendung", "utilisation");

    /// <summary>Headings that end an answer even when they stand below it in rank.</summary>
    public static readonly FrozenSet<string> EndsTheBank = Set(
        "contributing", "contribute", "contributors", "how to contribute", "contribution guidelines", "license", "licence", "acknowledgements", "acknowledgments", "stargazers", "star history", "stargazers over time", "show your support", "support me", "support us", "donate", "sponsors", "about the author", "connect with me", "follow me", "contact me", "code of conduct",
        "贡献", "如何贡献", "贡献指南", "贡献者", "参与贡献", "许可证", "许可协议", "版权声明", "免责声明", "致谢", "鸣谢", "公众号", "交流群", "赞助", "打赏", "ライセンス", "貢献", "謝辞", "기여", "기여하기", "기여 방법", "기여자", "라이선스", "라이센스",
        "contribuir", "cómo contribuir", "contribuidores", "licencia", "agradecimientos", "contribuindo", "como contribuir", "licença", "agradecimentos", "лицензия", "как помочь", "благодарности", "mitwirken", "mitwirkende", "lizenz", "danksagung", "contribuer", "contributeurs", "remerciements", "الترخيص", "الرخصة", "المساهمة", "المساهمون", "كيفية المساهمة");

    /// <summary>Words in a title by which a file says that it is a bank.</summary>
    public static readonly string[] Bank =
    [
        "question", "interview", "quiz", "q&a", "faq", "exam", "trivia", "flashcard", "practice test", "mcq", "面试", "面試", "问题", "試題", "试题", "题库", "八股", "问答", "考题", "习题", "面经", "測驗", "質問", "面接", "問題", "クイズ",
        "질문", "면접", "문제", "퀴즈", "pregunta", "entrevista", "cuestionario", "examen", "pergunta", "questões", "questionário", "вопрос", "собесед", "викторин", "тест", "питання", "співбесід", "frage", "vorstellungsgespräch", "prüfung", "entretien", "domande", "colloquio", "vragen", "pytania", "mülakat", "soru", "câu hỏi", "phỏng vấn", "pertanyaan", "wawancara",
        "سؤال", "أسئلة", "اسئلة", "الأسئلة", "مقابلة", "مقابلات", "سوال", "שאלות", "प्रश्न", "सवाल", "साक्षात्कार",
    ];

    /// <summary>What links back to the top of a page say, when their address does not.</summary>
    public static readonly string[] BackToTop =
    [
        "back to top", "back to the top", "go to top", "return to top", "to top", "back to contents", "back to table of contents", "back to index", "返回顶部", "回到顶部", "返回目录", "回到目录", "返回頂部", "トップへ", "先頭へ", "目次へ", "맨 위로", "위로", "목차로", "뒤로", "volver arriba", "volver al inicio", "volver al índice", "ir arriba", "subir", "voltar ao topo", "voltar para o topo", "voltar ao índice", "к оглавлению", "вернуться к началу", "наверх", "в начало", "к содержанию", "вверх",
        "nach oben", "zurück zum anfang", "zum inhaltsverzeichnis", "retour en haut", "haut de page", "retour au sommaire", "torna su", "torna all'inizio", "naar boven", "do góry", "yukarı", "lên đầu trang", "kembali ke atas", "العودة إلى الأعلى", "العودة للأعلى", "العودة إلى القائمة", "للأعلى", "أعلى الصفحة",
    ];

    /// <summary>What a right option carries.</summary>
    public static readonly string[] RightMarks =
    [
        "✅", "✔️", "✔", "☑️", "☑", "✓", "(correct)", "[correct]", "(correct answer)", "(right)", "(answer)", "← correct", "<-- correct", "<- correct", "- correct", "*correct*", "(true answer)", "(正确)", "（正确）", "（正确答案）", "(正确答案)", "(答案)", "（答案）", "√", "(正解)", "（正解）", "(정답)", "（정답）",
        "(correcta)", "(correcto)", "(respuesta correcta)", "(correta)", "(resposta correta)", "(верно)", "(правильно)", "(правильный ответ)", "(верный)", "(правильный)", "(richtig)", "(korrekt)", "(correct)", "(bonne réponse)", "(vrai)", "(corretta)", "(juist)", "(poprawna)", "(doğru)", "(đúng)", "(صحيح)", "(صح)", "(الإجابة الصحيحة)",
    ];

    /// <summary>What a wrong option carries in banks that mark both.</summary>
    public static readonly string[] WrongMarks = ["❌", "✖️", "✖", "✗", "✘", "❎", "(incorrect)", "(wrong)", "(错误)", "（错误）", "(неверно)"];

    /// <summary>First words of questions. The number is how much they say without a question mark: "what" much, "is" little.</summary>
    public static readonly FrozenDictionary<string, double> Openers = Build();

    /// <summary>First words of two or more words, or of languages without spaces.</summary>
    public static readonly string[] OpeningPhrases =
    [
        "o que", "por que", "por qué", "para que", "para qué", "em que", "en qué", "de qué", "a qué", "qu'", "est-ce", "quelle est", "dans quel", "à quoi", "de quoi", "en quoi", "в чем", "в чём", "для чего", "из чего", "чем отличается", "можно ли", "может ли", "есть ли", "нужно ли", "бывают ли", "на что", "с помощью", "при каких", "в каких", "в каком", "до чего", "от чего",
        "the difference between", "difference between", "differences between", "diferencia entre", "diferencias entre", "diferença entre", "différence entre", "unterschied zwischen", "разница между", "отличие", "отличия", "tell me", "give me", "give an example", "walk me", "walk through", "in what", "in which", "at what", "to what", "for what", "under what", "true or false", "find the", "fill in", "pros and cons", "advantages of", "disadvantages of",
        "什么", "为什么", "为何", "如何", "怎么", "怎样", "请", "簡述", "简述", "说说", "说一下", "说一说", "说下", "谈谈", "谈一谈", "讲讲", "讲一下", "讲一讲", "聊聊", "介绍", "介紹", "解释", "解釋", "比较", "比較", "分析", "描述", "列举", "列出", "阐述", "有哪些", "哪些", "是否", "能否", "何时", "何謂", "什麼", "為什麼", "請", "试述", "试说明", "写出", "手写", "设计一", "举例",
        "なぜ", "どう", "どの", "どれ", "何", "いつ", "次の", "以下の", "왜", "어떻게", "어떤", "무엇", "다음", "ما هو", "ما هي", "ما الفرق", "ما ال", "क्या", "कैसे", "क्यों", "tại sao", "vì sao", "thế nào",
    ];

    /// <summary>With these statements begin as often as questions.</summary>
    public static readonly string[] WeakOpenings = ["简单", "如果", "你", "实现", "给定", "对比", "下列", "以下", "关于", "当"];

    /// <summary>What only a question holds, in languages whose question words stand in the middle.</summary>
    public static readonly string[] Inside =
    [
        "什么", "什麼", "哪些", "哪个", "哪種", "哪种", "哪几", "如何", "怎么", "怎麼", "怎样", "为什么", "為什麼", "为何", "多少", "几种", "是否", "区别", "區別", "差异", "異同", "异同",
        "何ですか", "とは何", "なぜ", "ですか", "ますか", "でしょうか", "違い", "무엇", "어떻게", "차이", "인가요", "한가요", "나요", "까요", "설명하", "설명해", "là gì", "như thế nào", "nedir", "nasıl", "أذكر", "الفرق بين",
    ];

    /// <summary>How questions end that carry no question mark.</summary>
    public static readonly string[] Endings =
    [
        "吗", "么", "呢", "原理", "作用", "流程", "优缺点", "特点", "理解", "过程", "机制", "应用场景", "的实现", "是什么", "か", "か。", "とは", "とは。", "してください", "してください。", "ください", "述べよ", "述べよ。", "説明せよ", "について", "違い", "요", "요.", "까", "까.", "시오", "시오.", "세요", "세요.", "란", "이란", "는지", "하라", "하라.", "nedir", "mıdır", "là gì",
    ];

    private static FrozenDictionary<string, double> Build()
    {
        var words = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase);
        Add(2.5, "what", "what's", "whats", "what’s", "why", "how", "which", "who", "whose", "whom", "qué", "cómo", "cuál", "cuáles", "cuándo", "dónde", "quién", "cuánto", "cuántos", "cuántas", "quais", "qual", "comment", "pourquoi", "quel", "quelle", "quels", "quelles", "combien", "was", "wie", "warum", "wieso", "weshalb", "welche", "welcher", "welches", "welchen", "wozu", "wofür", "worin", "wodurch",
            "что", "как", "почему", "зачем", "какой", "какая", "какие", "какое", "каковы", "каков", "какова", "какими", "каким", "каких", "чем", "сколько", "куда", "откуда", "що", "чому", "навіщо", "який", "яка", "які", "яке", "perché", "quali", "quale", "hoe", "waarom", "welke", "dlaczego", "jaki", "jaka", "jakie", "czym", "neden", "niçin", "hangi", "apa", "apakah", "bagaimana", "mengapa", "kenapa", "ماذا", "كيف", "لماذا", "متى", "هل", "چرا", "چگونه", "איך", "למה");
        Add(2, "explain", "describe", "compare", "define", "differentiate", "distinguish", "contrast", "explica", "explique", "describe", "describa", "descreva", "defina", "compara", "compare", "enumera", "menciona", "cite", "expliquez", "décrivez", "définissez", "citez", "comparez", "erkläre", "erklären", "erläutere", "erläutern", "beschreibe", "beschreiben", "nenne", "nennen", "vergleiche",
            "объясните", "опишите", "расскажите", "расскажи", "назовите", "перечислите", "сравните", "приведите", "дайте", "поясніть", "опишіть", "spiega", "descrivi", "wyjaśnij", "opisz", "açıklayın", "jelaskan", "sebutkan", "giải", "اشرح", "وضح", "اذكر", "عرف", "قارن", "عدد");
        Add(1.5, "when", "where", "quando", "quand", "où", "qui", "wann", "wo", "wer", "когда", "где", "кто", "коли", "де", "wanneer", "kiedy", "gdzie", "ne", "من", "أين", "ما", "discuss", "list", "name", "que", "qu’est-ce", "qu'est-ce", "como", "cual", "cuales", "donde", "come", "cosa", "che", "jak", "co", "write", "implement", "design", "given", "suppose", "discuss", "elaborate", "mention", "outline", "state", "identify", "summarize", "calculate", "derive", "prove", "hãy", "напишите", "реализуйте", "wat", "может", "можно", "чи", "can", "is", "are", "does", "do", "did", "should", "would", "could", "will", "has", "have");
        Add(0.75, "if", "show", "create", "find", "tell", "give", "provide", "imagine", "build", "use", "convert", "draw", "estimate", "difference", "differences", "diferencia", "diferencias", "diferença", "diferenças", "différence", "unterschied", "unterschiede", "разница", "si", "se", "wenn", "если", "at", "in", "you", "your", "am", "was", "were", "there", "according", "to");
        return words.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

        void Add(double weight, params ReadOnlySpan<string> added)
        {
            foreach (var word in added)
            {
                words.TryAdd(word, weight);
            }
        }
    }

    /// <summary>What a label announces; words that announce several things announce the first.</summary>
    public static readonly WordTable<Announced> Labels = new(
    [
        .. Question.Select(w => (w, Announced.Question)), .. Answer.Select(w => (w, Announced.Answer)), .. Reveal.Select(w => (w, Announced.Answer)),
        .. Explanation.Select(w => (w, Announced.Explanation)), .. Hint.Select(w => (w, Announced.Hint)), .. Sources.Select(w => (w, Announced.Sources)),
    ]);

    /// <summary>Headings about the file; true for those that end the bank.</summary>
    public static readonly WordTable<bool> Sections = new([.. EndsTheBank.Select(w => (w, true)), .. AboutTheFile.Select(w => (w, false))]);

    private static FrozenSet<string> Set(params string[] words) => words.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
