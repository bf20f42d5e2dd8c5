/* The facts and the model, as they lie on disk, in read-only data: pages that are never touched are
   never read. */
    .macro blob name, file
    .global \name
    .global \name\()_size
    .balign 16
\name:
    .incbin "\file"
\name\()_end:
    .byte 0
    .balign 8
\name\()_size:
    .quad \name\()_end - \name
    .endm

    .section .rodata
    blob fuyuan_model, "fuyuan.model"
    blob fuyuan_masked, "fuyuan.masked"
    blob fuyuan_charset_tables, "charset_tables.bin"
    blob fuyuan_t2s_tsv, "t2s.tsv"
    blob fuyuan_t2s_words_tsv, "t2s_words.tsv"
    blob fuyuan_s2t_tsv, "s2t.tsv"
    blob fuyuan_readings_tsv, "readings.tsv"

    .section .note.GNU-stack, "", @progbits
